"""The commands of ``lydelse``: each reads its arguments, asks a module, and says the answer."""
