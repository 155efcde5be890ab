"""From proposals to a decision: what awaits, what is put forward, what is decided."""
