skip-link = Skip to the text
this is no message
