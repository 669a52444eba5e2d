"""What the API answers with: plain values that go out as JSON and that its description is made of."""
