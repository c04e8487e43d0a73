using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Fuzz.Targets;

/// <summary>Wildcards against a table of what each beginning of the pattern covers of each beginning of the text.</summary>
internal sealed class PatternTarget() : FuzzTarget("patterns", 2, "every class of patterns matches as the table says, within its bound of steps")
{
    private static readonly PatternMode[] Modes = Enum.GetValues<PatternMode>();

    public override IReadOnlyList<string> Tokens => ["*", "?", "**", "*?", ":", "::", "a", "ab", "arn:aws:s3:::", ":::::", "\U0001F600", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abababababababab", "*a*a*a*a", "\n"];

    public override int MaximumLength => 400;

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        PatternMode mode = Modes[input[0] % Modes.Length];
        string[] lines = InputText.Lines(input.AsSpan(1), 2);
        (string pattern, string text) = (lines[0], lines[1]);
        // COND-73: fewer than six parts never come as far as the pattern.
        if (mode == PatternMode.Arn && (pattern.Count(static c => c == ':') < 5 || text.Count(static c => c == ':') < 5))
        {
            return;
        }

        bool expected = WildcardTable.Covers(pattern, text, mode);
        var steps = new StepCounter();
        Invariant.Holds(expected == Pattern.Compile(pattern, mode).IsMatch(text, steps), "a pattern matches as the table says", () => $"{mode} '{pattern}' on '{text}': the table says {expected}");
        long bound = 8L * (text.Length + 1) * ((pattern.Length / 64) + 1) + 64;
        Invariant.Holds(steps.Steps <= bound, "matching is linear", () => $"{mode} '{pattern}' on '{text}': {steps.Steps} steps, not {bound}");
        if (pattern.Length > 0)
        {
            CheckFilledIn(pattern, text, mode, input[0]);
        }
    }

    // A part of the pattern comes from a variable: the wildcards in it are plain characters.
    private static void CheckFilledIn(string pattern, string text, PatternMode mode, int choice)
    {
        int start = choice % pattern.Length;
        int length = Math.Min(choice / 16, pattern.Length - start);
        string value = pattern.Substring(start, length);
        (string before, string after) = (pattern[..start], pattern[(start + length)..]);
        TemplatePart[] parts = [new(before, null, false), new("", new PolicyVariable(new ContextKey("x:a"), null), false), new(after, null, false)];
        bool actual = new PatternTemplate(parts, mode, wildcards: true).IsMatch(text, new Source(value));
        bool expected = WildcardTable.Covers([.. WildcardTable.Symbols(before, wildcards: true), .. WildcardTable.Symbols(value, wildcards: false), .. WildcardTable.Symbols(after, wildcards: true)], text, mode);
        Invariant.Holds(expected == actual, "a pattern with a variable matches as the table says", () => $"{mode} '{before}' + literal '{value}' + '{after}' on '{text}': the table says {expected}");
    }

    private sealed class Source(string value) : IVariableSource
    {
        public bool UnknownMatches => false;

        public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> found)
        {
            found = value;
            return true;
        }

        public bool IsUnknownVariable(ContextKey key) => false;
    }
}
