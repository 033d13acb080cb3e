"""Rehearsals: a facilitator leads a workshop alone, with simulated attendees, and nothing of it is kept."""
