"""Health: what the operator looks at first."""
