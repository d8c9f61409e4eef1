"""How satisfied are they?"""
