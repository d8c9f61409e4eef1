"""What changed since the wave before, and over all waves?"""
