"""Questionnaires from and to the platforms where people collect, and studies drafted from what came back."""
