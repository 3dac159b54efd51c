"""Figures the README quotes, each printed by one command."""
