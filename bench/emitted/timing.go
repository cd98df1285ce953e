// Times the contenders of contenders.go one after the other in every round: inputs on standard input (float32), a line a
// contender on standard output: name, bytes of all outputs, nanoseconds of a call in each round.
package main

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"math"
	"os"
	"strconv"
	"time"
)

type contender struct {
	name string
	call func()
}

const sample = 2 * time.Millisecond

type line struct {
	Name    string    `json:"name"`
	Outputs string    `json:"outputs"`
	Alone   []float64 `json:"alone"`
}

func nanoseconds(call func(), calls int) float64 {
	start := time.Now()
	for i := 0; i < calls; i++ {
		call()
	}
	return float64(time.Since(start).Nanoseconds()) / float64(calls)
}

func setInput(bytes []byte) {
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(bytes[4*i:]))
	}
}

func outputs(call func(), inputs []byte) string {
	var bytes []byte
	for ; len(inputs) > 0; inputs = inputs[4*len(x):] {
		setInput(inputs)
		call()
		for _, value := range y {
			bytes = binary.LittleEndian.AppendUint32(bytes, math.Float32bits(value))
		}
	}
	return hex.EncodeToString(bytes)
}

func main() {
	rounds, err := strconv.Atoi(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	inputs, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	lines := make([]line, len(contenders))
	calls := make([]int, len(contenders))
	for c, contender := range contenders {
		lines[c] = line{Name: contender.name, Outputs: outputs(contender.call, inputs)}
		calls[c] = 1 + int(float64(sample.Nanoseconds())/nanoseconds(contender.call, 100))
	}
	setInput(inputs)
	for round := 0; round < rounds; round++ {
		for c, contender := range contenders {
			lines[c].Alone = append(lines[c].Alone, nanoseconds(contender.call, calls[c]))
		}
	}
	for _, line := range lines {
		if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
			log.Fatal(err)
		}
	}
}
