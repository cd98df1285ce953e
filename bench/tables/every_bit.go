// Prints the hash of every-float.c of all results of Table in Go, at every float32 of [low, high].
package main

import (
	"fmt"
	"math"
)

// Ordered as the numbers are.
func placeOf(value float32) int64 {
	bits := int32(math.Float32bits(value))
	if bits < 0 {
		return -int64(bits & 0x7fffffff)
	}
	return int64(bits)
}

func atPlace(place int64) float32 {
	if place < 0 {
		return math.Float32frombits(1<<31 | uint32(-place))
	}
	return math.Float32frombits(uint32(place))
}

func main() {
	hash := uint32(0)
	for place := placeOf(low); place <= placeOf(high); place++ {
		hash += math.Float32bits(Table(atPlace(place))) * uint32(2*place+1)
	}
	fmt.Println(hash)
}
