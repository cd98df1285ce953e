// Command expservice answers /exp?x=0.2 with the network's value as JSON, on this machine only (127.0.0.1).
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"time"
)

func main() {
	port := flag.Int("port", 8080, "the port on 127.0.0.1; 0 takes a free one")
	flag.Parse()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("listening on http://%s/exp?x=0.2", listener.Addr())
	server := &http.Server{Handler: newHandler(), ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.Serve(listener))
}
