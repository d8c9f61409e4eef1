"""Every statistic of the registry, held to the same invariances."""
