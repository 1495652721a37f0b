# web/error.rs
page-not-web = Only links that begin with http:// or https:// can be looked up
page-secret = This link carries a user name or a password, which Sendoff does not send to web pages
page-port = This link leads to an unusual port, and Sendoff looks up only ordinary web pages
page-private = This link leads into a private network, and Sendoff looks up only public web pages
page-redirects = This link leads on to another page too many times
page-unreachable = The page could not be reached
page-slow = The page took too long to answer
page-none = There is no web page behind this link, but something else
page-no-picture = There is no picture behind the address that the page names
page-packed = The page came packed in a way that Sendoff does not unpack
page-picture-large = The picture of the page is too large
page-charset = The page is written in a character set that Sendoff does not know
page-check-link = Check the link. The text is kept.
page-try-again = The link is kept. Try again, or write the title yourself.
page-write-title = The link is kept. Write the title yourself.

# with numbers and names
page-status = The page answered with error { $status }
