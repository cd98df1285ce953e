package main

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"

	"example.com/expservice/pseudoexp"
)

// answer is what /exp replies with.
type answer struct {
	X          float32 `json:"x"`
	PseudoExp  float32 `json:"pseudoExp"`
	Exp        float64 `json:"exp"`
	Difference float64 `json:"difference"`
}

// newHandler serves /exp. Calls run side by side: the emitted function keeps no state.
func newHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/exp", serveExp)
	return mux
}

func serveExp(w http.ResponseWriter, r *http.Request) {
	text := r.URL.Query().Get("x")
	parsed, err := strconv.ParseFloat(text, 32)
	x := float32(parsed)
	// Outside the domain the network was trained on, nothing is known of its error. NaN fails the comparison too.
	if err != nil || !(x >= 0 && x <= 1) {
		http.Error(w, "x must be a number from 0 to 1, as in /exp?x=0.2", http.StatusBadRequest)
		return
	}
	y := pseudoexp.PseudoExp(x)
	exact := math.Exp(float64(x))
	w.Header().Set("Content-Type", "application/json")
	// The status has been sent by then: a client that has left is all that can go wrong.
	_ = json.NewEncoder(w).Encode(answer{X: x, PseudoExp: y, Exp: exact, Difference: float64(y) - exact})
}
