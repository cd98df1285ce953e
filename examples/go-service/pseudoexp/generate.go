// Package pseudoexp is emitted by nnc but for this file, which says how: go generate ./...
package pseudoexp

// Where nnc is on the PATH, the first line can go.
//go:generate -command nnc node ../../../dist/nnc.js
//go:generate nnc emit ../../article/exp.onnx --lang go --name pseudo_exp -o pseudo_exp.go
