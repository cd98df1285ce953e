// Times Table beside formula, as `go test -bench` does.
package timing

import (
	"math/rand"
	"testing"
)

var sink float32

func inputs() []float32 {
	random := rand.New(rand.NewSource(1))
	x := make([]float32, 4096)
	for i := range x {
		x[i] = low + (high-low)*random.Float32()
	}
	return x
}

func BenchmarkTable(b *testing.B) {
	x := inputs()
	var sum float32
	for i := 0; i < b.N; i++ {
		sum += Table(x[i&4095])
	}
	sink = sum
}

func BenchmarkFormula(b *testing.B) {
	x := inputs()
	var sum float32
	for i := 0; i < b.N; i++ {
		sum += formula(x[i&4095])
	}
	sink = sum
}
