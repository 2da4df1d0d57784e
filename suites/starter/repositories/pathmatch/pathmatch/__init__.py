"""Patterns for paths."""

from pathmatch.pattern import Pattern
from pathmatch.rules import Rules

__all__ = ["Pattern", "Rules"]
