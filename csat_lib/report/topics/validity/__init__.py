"""Do the items measure what they are to measure, and each dimension something of its own?"""
