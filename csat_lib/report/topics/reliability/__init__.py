"""Do the items of a dimension hold together?"""
