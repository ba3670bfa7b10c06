"""How fast OnRecord is: reports a second beside textacy, and from a cold start. Never a test."""
