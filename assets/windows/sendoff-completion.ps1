
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'sendoff' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'sendoff'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'sendoff' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Open the window signed in to the built-in sandbox, with nothing to set up')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Sign in with your own LinkedIn app')
            [CompletionResult]::new('accounts', 'accounts', [CompletionResultType]::ParameterValue, 'List who is signed in and whom they can post as')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Sign a member out and forget the tokens')
            [CompletionResult]::new('post', 'post', [CompletionResultType]::ParameterValue, 'Send a post')
            [CompletionResult]::new('outbox', 'outbox', [CompletionResultType]::ParameterValue, 'Show or change what is on its way')
            [CompletionResult]::new('send-due', 'send-due', [CompletionResultType]::ParameterValue, 'Send what was scheduled and is due now; for a system timer')
            [CompletionResult]::new('mentions', 'mentions', [CompletionResultType]::ParameterValue, 'List or change the people and pages you mention')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'List what was posted, or write it into a file')
            [CompletionResult]::new('drafts', 'drafts', [CompletionResultType]::ParameterValue, 'Show what is being written, read texts in, write drafts out')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Look at the page behind a link and print what would stand on its card')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Ask LinkedIn what it counted for a post')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Give a post another text; what else is in it cannot be changed')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a post on LinkedIn')
            [CompletionResult]::new('diagnostics', 'diagnostics', [CompletionResultType]::ParameterValue, 'Print what helps to understand trouble: versions and settings, no secrets, no posts')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Run only the built-in sandbox and print how to reach it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;login' {
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'The client id of your LinkedIn app; its secret comes from `SENDOFF_CLIENT_SECRET` or is asked for')
            [CompletionResult]::new('--access', '--access', [CompletionResultType]::ParameterName, 'What your app may do: your own posts, or pages as well')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'Listen on this port instead of those in the settings')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait for the browser, in seconds')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--pkce', '--pkce', [CompletionResultType]::ParameterName, 'Use a one-time proof instead of the secret; LinkedIn must have enabled this for your app')
            [CompletionResult]::new('--statistics', '--statistics', [CompletionResultType]::ParameterName, 'Ask for what it takes to read statistics, now and at every later sign-in with community access')
            [CompletionResult]::new('--no-browser', '--no-browser', [CompletionResultType]::ParameterName, 'Print the address instead of opening the browser')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;accounts' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;logout' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;post' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who posts: a URN or a name; the member who signed in first, if not given')
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'The text; nothing in it is a command or a mention, and hashtags become links')
            [CompletionResult]::new('--text-file', '--text-file', [CompletionResultType]::ParameterName, 'Read the text from this file; `-` is standard input')
            [CompletionResult]::new('--image', '--image', [CompletionResultType]::ParameterName, 'A picture; may be repeated')
            [CompletionResult]::new('--alt', '--alt', [CompletionResultType]::ParameterName, 'Describes the picture before it for people who cannot see it')
            [CompletionResult]::new('--document', '--document', [CompletionResultType]::ParameterName, 'A document: PDF, Word or slides')
            [CompletionResult]::new('--video', '--video', [CompletionResultType]::ParameterName, 'A video: MP4, 3 seconds to 30 minutes; what it says about its place is taken out')
            [CompletionResult]::new('--captions', '--captions', [CompletionResultType]::ParameterName, 'The captions of the video: SRT in UTF-8; a name like `kite.de.srt` tells their language')
            [CompletionResult]::new('--cover', '--cover', [CompletionResultType]::ParameterName, 'The picture that is shown before the video runs')
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'What stands above the document or video; if not given, a document has its own or the name of the file, a video none')
            [CompletionResult]::new('--link', '--link', [CompletionResultType]::ParameterName, 'Show the card of this link; nothing on it is looked up without --look-up')
            [CompletionResult]::new('--link-title', '--link-title', [CompletionResultType]::ParameterName, 'The headline of the link''s card')
            [CompletionResult]::new('--link-description', '--link-description', [CompletionResultType]::ParameterName, 'The lines below the headline')
            [CompletionResult]::new('--link-image', '--link-image', [CompletionResultType]::ParameterName, 'The picture of the link''s card')
            [CompletionResult]::new('--poll', '--poll', [CompletionResultType]::ParameterName, 'Ask a question')
            [CompletionResult]::new('--option', '--option', [CompletionResultType]::ParameterName, 'An answer to choose; two to four of them')
            [CompletionResult]::new('--poll-days', '--poll-days', [CompletionResultType]::ParameterName, 'How many days the poll is open: 1, 3, 7 or 14')
            [CompletionResult]::new('--reshare', '--reshare', [CompletionResultType]::ParameterName, 'Show this post below the text: its URN or a link to it')
            [CompletionResult]::new('--mention', '--mention', [CompletionResultType]::ParameterName, 'Make each `@Name` in the text a mention of this member or page')
            [CompletionResult]::new('--first-comment', '--first-comment', [CompletionResultType]::ParameterName, 'Say this below the post right after it appeared; only apps with Community Management may')
            [CompletionResult]::new('--visibility', '--visibility', [CompletionResultType]::ParameterName, 'Who may see it')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Send it then, not now: like `2027-03-01T09:00` on this computer''s clock, or RFC 3339')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this many seconds; the post is kept')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--look-up', '--look-up', [CompletionResultType]::ParameterName, 'Look at the page of the link, once, for what is not given of its card: headline, lines below, picture')
            [CompletionResult]::new('--no-reshare', '--no-reshare', [CompletionResultType]::ParameterName, 'Keep others from resharing it')
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Post it although the same text is under way or was posted lately')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be sent and send nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;outbox' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List everything that is on its way or ended lately')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one post and its history')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Try again now; never sends a post whose outcome is uncertain')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what became of a post whose outcome is uncertain')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Take a post back; its text becomes a draft again')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;outbox;list' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;outbox;show' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;outbox;retry' {
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up after this many seconds; the post is kept')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;outbox;resolve' {
            [CompletionResult]::new('--published', '--published', [CompletionResultType]::ParameterName, 'It is there, under this URN')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--not-published', '--not-published', [CompletionResultType]::ParameterName, 'It is not there and may be sent again')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;outbox;cancel' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;outbox;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List everything that is on its way or ended lately')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one post and its history')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Try again now; never sends a post whose outcome is uncertain')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what became of a post whose outcome is uncertain')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Take a post back; its text becomes a draft again')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;outbox;help;list' {
            break
        }
        'sendoff;outbox;help;show' {
            break
        }
        'sendoff;outbox;help;retry' {
            break
        }
        'sendoff;outbox;help;resolve' {
            break
        }
        'sendoff;outbox;help;cancel' {
            break
        }
        'sendoff;outbox;help;help' {
            break
        }
        'sendoff;send-due' {
            [CompletionResult]::new('--late-by', '--late-by', [CompletionResultType]::ParameterName, 'Leave what is later than this many hours to a person')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Give up on a post after this many seconds; it is kept')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;mentions' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add someone, or give someone who is there another name')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove someone')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;mentions;list' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;mentions;add' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;mentions;remove' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;mentions;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add someone, or give someone who is there another name')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove someone')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;mentions;help;list' {
            break
        }
        'sendoff;mentions;help;add' {
            break
        }
        'sendoff;mentions;help;remove' {
            break
        }
        'sendoff;mentions;help;help' {
            break
        }
        'sendoff;history' {
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only posts with all of these words in the text, the author''s name, the URN or the link')
            [CompletionResult]::new('--export', '--export', [CompletionResultType]::ParameterName, 'Write them into this file instead; `-` is standard output')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the file; if not given, its ending says it, and JSON is the default')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--overwrite', '--overwrite', [CompletionResultType]::ParameterName, 'Replace the file if there is one')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;drafts' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the drafts, the last changed first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one draft, whole')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a draft of a text: Markdown or plain, with front matter or without')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a draft as Markdown with front matter')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;drafts;list' {
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only drafts with all of these words in the text, the author''s name or the names of the files')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;drafts;show' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;drafts;import' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;drafts;export' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--overwrite', '--overwrite', [CompletionResultType]::ParameterName, 'Replace the file if there is one')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;drafts;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the drafts, the last changed first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one draft, whole')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a draft of a text: Markdown or plain, with front matter or without')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a draft as Markdown with front matter')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;drafts;help;list' {
            break
        }
        'sendoff;drafts;help;show' {
            break
        }
        'sendoff;drafts;help;import' {
            break
        }
        'sendoff;drafts;help;export' {
            break
        }
        'sendoff;drafts;help;help' {
            break
        }
        'sendoff;link' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;stats' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;edit' {
            [CompletionResult]::new('--text', '--text', [CompletionResultType]::ParameterName, 'What it says from now on')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;delete' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;diagnostics' {
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;sandbox' {
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port to listen on; 0 takes any')
            [CompletionResult]::new('--profile-dir', '--profile-dir', [CompletionResultType]::ParameterName, 'Keep everything under this folder instead of the platform''s folders')
            [CompletionResult]::new('--endpoint', '--endpoint', [CompletionResultType]::ParameterName, 'Use a server on this computer in place of LinkedIn; needs --profile-dir')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Ask LinkedIn for this version of its API instead of the one in the settings')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object per line')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'sendoff;help' {
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Sign in with your own LinkedIn app')
            [CompletionResult]::new('accounts', 'accounts', [CompletionResultType]::ParameterValue, 'List who is signed in and whom they can post as')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'Sign a member out and forget the tokens')
            [CompletionResult]::new('post', 'post', [CompletionResultType]::ParameterValue, 'Send a post')
            [CompletionResult]::new('outbox', 'outbox', [CompletionResultType]::ParameterValue, 'Show or change what is on its way')
            [CompletionResult]::new('send-due', 'send-due', [CompletionResultType]::ParameterValue, 'Send what was scheduled and is due now; for a system timer')
            [CompletionResult]::new('mentions', 'mentions', [CompletionResultType]::ParameterValue, 'List or change the people and pages you mention')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'List what was posted, or write it into a file')
            [CompletionResult]::new('drafts', 'drafts', [CompletionResultType]::ParameterValue, 'Show what is being written, read texts in, write drafts out')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Look at the page behind a link and print what would stand on its card')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Ask LinkedIn what it counted for a post')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Give a post another text; what else is in it cannot be changed')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a post on LinkedIn')
            [CompletionResult]::new('diagnostics', 'diagnostics', [CompletionResultType]::ParameterValue, 'Print what helps to understand trouble: versions and settings, no secrets, no posts')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'Run only the built-in sandbox and print how to reach it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'sendoff;help;login' {
            break
        }
        'sendoff;help;accounts' {
            break
        }
        'sendoff;help;logout' {
            break
        }
        'sendoff;help;post' {
            break
        }
        'sendoff;help;outbox' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List everything that is on its way or ended lately')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one post and its history')
            [CompletionResult]::new('retry', 'retry', [CompletionResultType]::ParameterValue, 'Try again now; never sends a post whose outcome is uncertain')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what became of a post whose outcome is uncertain')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'Take a post back; its text becomes a draft again')
            break
        }
        'sendoff;help;outbox;list' {
            break
        }
        'sendoff;help;outbox;show' {
            break
        }
        'sendoff;help;outbox;retry' {
            break
        }
        'sendoff;help;outbox;resolve' {
            break
        }
        'sendoff;help;outbox;cancel' {
            break
        }
        'sendoff;help;send-due' {
            break
        }
        'sendoff;help;mentions' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add someone, or give someone who is there another name')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove someone')
            break
        }
        'sendoff;help;mentions;list' {
            break
        }
        'sendoff;help;mentions;add' {
            break
        }
        'sendoff;help;mentions;remove' {
            break
        }
        'sendoff;help;history' {
            break
        }
        'sendoff;help;drafts' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the drafts, the last changed first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one draft, whole')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Make a draft of a text: Markdown or plain, with front matter or without')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a draft as Markdown with front matter')
            break
        }
        'sendoff;help;drafts;list' {
            break
        }
        'sendoff;help;drafts;show' {
            break
        }
        'sendoff;help;drafts;import' {
            break
        }
        'sendoff;help;drafts;export' {
            break
        }
        'sendoff;help;link' {
            break
        }
        'sendoff;help;stats' {
            break
        }
        'sendoff;help;edit' {
            break
        }
        'sendoff;help;delete' {
            break
        }
        'sendoff;help;diagnostics' {
            break
        }
        'sendoff;help;sandbox' {
            break
        }
        'sendoff;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
