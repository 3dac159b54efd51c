"""Every IPython session and kernel in the image loads nbguard."""

c = get_config()  # noqa: F821  (IPython's own)
c.InteractiveShellApp.extensions = ["nbguard"]
