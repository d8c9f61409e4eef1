"""Whom do they speak for, and what counts how much in the index?"""
