package main

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"
)

func get(path string) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	newHandler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
	return recorder
}

func TestAnswersAreNearExp(t *testing.T) {
	for i := 0; i <= 100; i++ {
		x := float32(i) / 100
		response := get(fmt.Sprintf("/exp?x=%v", x))
		var got answer
		if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
			t.Fatalf("x = %v: %v", x, err)
		}
		want := math.Exp(float64(x))
		if response.Code != http.StatusOK || got.X != x || math.Abs(float64(got.PseudoExp)-want) > 0.01 {
			t.Errorf("x = %v: status %d, %+v, exp is %v", x, response.Code, got, want)
		}
	}
}

func TestOtherInputsAreRefused(t *testing.T) {
	for _, query := range []string{"", "?x=", "?x=one", "?x=1.5", "?x=-0.1", "?x=NaN", "?x=Inf", "?x=1e99"} {
		if response := get("/exp" + query); response.Code != http.StatusBadRequest {
			t.Errorf("/exp%s: status %d", query, response.Code)
		}
	}
}
