"""The rules of Flanders: a module of measures and a YAML file of values for each family of measures."""
