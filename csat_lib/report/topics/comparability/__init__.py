"""May waves and groups be compared?"""
