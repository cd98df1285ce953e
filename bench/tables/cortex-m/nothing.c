/* What a call itself costs. */
float nothing(float x);

float nothing(float x) { return x; }
