# linkedin/sign_in_error.rs
sign-in-cancelled = The sign-in was cancelled on LinkedIn's page
sign-in-timed-out = The browser did not come back in time
sign-in-wrong-secret = LinkedIn does not accept the client secret
sign-in-ports-hint = Nothing was changed. Close the program that uses this port, or choose another port in the settings and register its redirect URL with your LinkedIn app.
sign-in-cancelled-hint = Nothing was changed. Start the sign-in again when you like.
sign-in-scope-hint = Add the missing product to your app in LinkedIn's developer portal (Share on LinkedIn and Sign In with LinkedIn for member access, Community Management for community access), or choose the other access.
sign-in-refused-hint = Check your app in LinkedIn's developer portal, then sign in again.
sign-in-wrong-secret-hint = Copy the client secret from your app's Auth page once more, then sign in again.
sign-in-code-hint = Sign in again and come back within half an hour.
sign-in-network-hint = Nothing was changed. Check the connection, then sign in again.
sign-in-again-hint = Nothing was changed. Sign in again.

# with numbers and names
sign-in-ports = The sign-in cannot listen on { $urls }
sign-in-scope = Your LinkedIn app may not ask for { $scope }
sign-in-code = LinkedIn did not accept the browser's answer ({ $words })
sign-in-timed-out-hint = If LinkedIn showed an error page, register exactly { $url } as an authorized redirect URL of your app and check the client id, then sign in again.
