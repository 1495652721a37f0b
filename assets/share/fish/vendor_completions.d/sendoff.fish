# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_sendoff_global_optspecs
    string join \n profile-dir= endpoint= api-version= json sandbox h/help V/version
end

function __fish_sendoff_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_sendoff_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_sendoff_using_subcommand
    set -l cmd (__fish_sendoff_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c sendoff -n "__fish_sendoff_needs_command" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_needs_command" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_needs_command" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_needs_command" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_needs_command" -l sandbox -d 'Open the window signed in to the built-in sandbox, with nothing to set up'
complete -c sendoff -n "__fish_sendoff_needs_command" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_needs_command" -s V -l version -d 'Print version'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "login" -d 'Sign in with your own LinkedIn app'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "accounts" -d 'List who is signed in and whom they can post as'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "logout" -d 'Sign a member out and forget the tokens'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "post" -d 'Send a post'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "outbox" -d 'Show or change what is on its way'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "send-due" -d 'Send what was scheduled and is due now; for a system timer'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "mentions" -d 'List or change the people and pages you mention'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "history" -d 'List what was posted, or write it into a file'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "drafts" -d 'Show what is being written, read texts in, write drafts out'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "link" -d 'Look at the page behind a link and print what would stand on its card'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "stats" -d 'Ask LinkedIn what it counted for a post'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "edit" -d 'Give a post another text; what else is in it cannot be changed'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "delete" -d 'Delete a post on LinkedIn'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "diagnostics" -d 'Print what helps to understand trouble: versions and settings, no secrets, no posts'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "sandbox" -d 'Run only the built-in sandbox and print how to reach it'
complete -c sendoff -n "__fish_sendoff_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l client-id -d 'The client id of your LinkedIn app; its secret comes from `SENDOFF_CLIENT_SECRET` or is asked for' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l access -d 'What your app may do: your own posts, or pages as well' -r -f -a "member\t''
community\t''"
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l port -d 'Listen on this port instead of those in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l timeout -d 'How long to wait for the browser, in seconds' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l pkce -d 'Use a one-time proof instead of the secret; LinkedIn must have enabled this for your app'
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l statistics -d 'Ask for what it takes to read statistics, now and at every later sign-in with community access'
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l no-browser -d 'Print the address instead of opening the browser'
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand login" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand accounts" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand accounts" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand accounts" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand accounts" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand accounts" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand logout" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand logout" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand logout" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand logout" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand logout" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l as -d 'Who posts: a URN or a name; the member who signed in first, if not given' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l text -d 'The text; nothing in it is a command or a mention, and hashtags become links' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l text-file -d 'Read the text from this file; `-` is standard input' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l image -d 'A picture; may be repeated' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l alt -d 'Describes the picture before it for people who cannot see it' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l document -d 'A document: PDF, Word or slides' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l video -d 'A video: MP4, 3 seconds to 30 minutes; what it says about its place is taken out' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l captions -d 'The captions of the video: SRT in UTF-8; a name like `kite.de.srt` tells their language' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l cover -d 'The picture that is shown before the video runs' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l title -d 'What stands above the document or video; if not given, a document has its own or the name of the file, a video none' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l link -d 'Show the card of this link; nothing on it is looked up without --look-up' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l link-title -d 'The headline of the link\'s card' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l link-description -d 'The lines below the headline' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l link-image -d 'The picture of the link\'s card' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l poll -d 'Ask a question' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l option -d 'An answer to choose; two to four of them' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l poll-days -d 'How many days the poll is open: 1, 3, 7 or 14' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l reshare -d 'Show this post below the text: its URN or a link to it' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l mention -d 'Make each `@Name` in the text a mention of this member or page' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l first-comment -d 'Say this below the post right after it appeared; only apps with Community Management may' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l visibility -d 'Who may see it' -r -f -a "public\t''
connections\t''
logged-in\t''"
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l at -d 'Send it then, not now: like `2027-03-01T09:00` on this computer\'s clock, or RFC 3339' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l timeout -d 'Give up after this many seconds; the post is kept' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l look-up -d 'Look at the page of the link, once, for what is not given of its card: headline, lines below, picture'
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l no-reshare -d 'Keep others from resharing it'
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l again -d 'Post it although the same text is under way or was posted lately'
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l dry-run -d 'Show what would be sent and send nothing'
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand post" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -f -a "list" -d 'List everything that is on its way or ended lately'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -f -a "show" -d 'Show one post and its history'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -f -a "retry" -d 'Try again now; never sends a post whose outcome is uncertain'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -f -a "resolve" -d 'Say what became of a post whose outcome is uncertain'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -f -a "cancel" -d 'Take a post back; its text becomes a draft again'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and not __fish_seen_subcommand_from list show retry resolve cancel help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from list" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from list" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from list" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from show" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from show" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from show" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l timeout -d 'Give up after this many seconds; the post is kept' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from retry" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from retry" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -l published -d 'It is there, under this URN' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -l not-published -d 'It is not there and may be sent again'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from resolve" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from cancel" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from cancel" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from cancel" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from cancel" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from cancel" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "list" -d 'List everything that is on its way or ended lately'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one post and its history'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "retry" -d 'Try again now; never sends a post whose outcome is uncertain'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "resolve" -d 'Say what became of a post whose outcome is uncertain'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "cancel" -d 'Take a post back; its text becomes a draft again'
complete -c sendoff -n "__fish_sendoff_using_subcommand outbox; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -l late-by -d 'Leave what is later than this many hours to a person' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -l timeout -d 'Give up on a post after this many seconds; it is kept' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand send-due" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -f -a "list" -d 'List them'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -f -a "add" -d 'Add someone, or give someone who is there another name'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -f -a "remove" -d 'Remove someone'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and not __fish_seen_subcommand_from list add remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from list" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from list" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from list" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from add" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from add" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from add" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from add" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from remove" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from remove" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from remove" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from remove" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from help" -f -a "list" -d 'List them'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add someone, or give someone who is there another name'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove someone'
complete -c sendoff -n "__fish_sendoff_using_subcommand mentions; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l search -d 'Only posts with all of these words in the text, the author\'s name, the URN or the link' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l export -d 'Write them into this file instead; `-` is standard output' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l format -d 'The form of the file; if not given, its ending says it, and JSON is the default' -r -f -a "json\t''
markdown\t''"
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l overwrite -d 'Replace the file if there is one'
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand history" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -f -a "list" -d 'List the drafts, the last changed first'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -f -a "show" -d 'Show one draft, whole'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -f -a "import" -d 'Make a draft of a text: Markdown or plain, with front matter or without'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -f -a "export" -d 'Write a draft as Markdown with front matter'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and not __fish_seen_subcommand_from list show import export help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from list" -l search -d 'Only drafts with all of these words in the text, the author\'s name or the names of the files' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from list" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from list" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from list" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from list" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from show" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from show" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from show" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from show" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from import" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from import" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from import" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from import" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from export" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from export" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from export" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from export" -l overwrite -d 'Replace the file if there is one'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from export" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the drafts, the last changed first'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one draft, whole'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from help" -f -a "import" -d 'Make a draft of a text: Markdown or plain, with front matter or without'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write a draft as Markdown with front matter'
complete -c sendoff -n "__fish_sendoff_using_subcommand drafts; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand link" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand link" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand link" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand link" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand link" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand stats" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand stats" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand stats" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand stats" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand stats" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand edit" -l text -d 'What it says from now on' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand edit" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand edit" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand edit" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand edit" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand edit" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand delete" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand delete" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand delete" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand delete" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand delete" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand diagnostics" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand diagnostics" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand diagnostics" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand diagnostics" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand diagnostics" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand sandbox" -l port -d 'The port to listen on; 0 takes any' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand sandbox" -l profile-dir -d 'Keep everything under this folder instead of the platform\'s folders' -r -F
complete -c sendoff -n "__fish_sendoff_using_subcommand sandbox" -l endpoint -d 'Use a server on this computer in place of LinkedIn; needs --profile-dir' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand sandbox" -l api-version -d 'Ask LinkedIn for this version of its API instead of the one in the settings' -r
complete -c sendoff -n "__fish_sendoff_using_subcommand sandbox" -l json -d 'Print one JSON object per line'
complete -c sendoff -n "__fish_sendoff_using_subcommand sandbox" -s h -l help -d 'Print help'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "login" -d 'Sign in with your own LinkedIn app'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "accounts" -d 'List who is signed in and whom they can post as'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "logout" -d 'Sign a member out and forget the tokens'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "post" -d 'Send a post'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "outbox" -d 'Show or change what is on its way'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "send-due" -d 'Send what was scheduled and is due now; for a system timer'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "mentions" -d 'List or change the people and pages you mention'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "history" -d 'List what was posted, or write it into a file'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "drafts" -d 'Show what is being written, read texts in, write drafts out'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "link" -d 'Look at the page behind a link and print what would stand on its card'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "stats" -d 'Ask LinkedIn what it counted for a post'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "edit" -d 'Give a post another text; what else is in it cannot be changed'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "delete" -d 'Delete a post on LinkedIn'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "diagnostics" -d 'Print what helps to understand trouble: versions and settings, no secrets, no posts'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "sandbox" -d 'Run only the built-in sandbox and print how to reach it'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and not __fish_seen_subcommand_from login accounts logout post outbox send-due mentions history drafts link stats edit delete diagnostics sandbox help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "list" -d 'List everything that is on its way or ended lately'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "show" -d 'Show one post and its history'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "retry" -d 'Try again now; never sends a post whose outcome is uncertain'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "resolve" -d 'Say what became of a post whose outcome is uncertain'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from outbox" -f -a "cancel" -d 'Take a post back; its text becomes a draft again'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from mentions" -f -a "list" -d 'List them'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from mentions" -f -a "add" -d 'Add someone, or give someone who is there another name'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from mentions" -f -a "remove" -d 'Remove someone'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from drafts" -f -a "list" -d 'List the drafts, the last changed first'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from drafts" -f -a "show" -d 'Show one draft, whole'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from drafts" -f -a "import" -d 'Make a draft of a text: Markdown or plain, with front matter or without'
complete -c sendoff -n "__fish_sendoff_using_subcommand help; and __fish_seen_subcommand_from drafts" -f -a "export" -d 'Write a draft as Markdown with front matter'
