using System.CommandLine;

namespace IamSim.Tool;

/// <summary><c>iamsim completion SHELL</c>: a script that asks the tool itself what can come next.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # In ~/.bashrc: eval "$(iamsim completion bash)"
            _iamsim() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(iamsim "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _iamsim iamsim
            """,
        ["zsh"] = """
            # In ~/.zshrc: eval "$(iamsim completion zsh)"
            _iamsim() {
              local -a candidates
              candidates=("${(@f)$(iamsim "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- $candidates || _files
            }
            compdef _iamsim iamsim
            """,
        ["fish"] = """
            # In ~/.config/fish/config.fish: iamsim completion fish | source
            complete -c iamsim -a '(iamsim "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
            """,
        ["pwsh"] = """
            # In $PROFILE: iamsim completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName iamsim -ScriptBlock {
              param($word, $line, $cursor)
              iamsim "[suggest:$cursor]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Prints a script that completes iamsim's commands and options in a shell.") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(Scripts[parsed.GetValue(shell)!]);
            return ExitCode.Yes;
        });
        return command;
    }

    /// <summary>Whether the shell asks for suggestions, for which an unfinished line is no error.</summary>
    public static bool IsSuggestion(string[] args) => args.Length > 0 && args[0].StartsWith("[suggest", StringComparison.Ordinal);
}
