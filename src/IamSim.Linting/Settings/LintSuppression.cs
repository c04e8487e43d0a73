using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>An entry of <c>suppress</c>: findings that are to stay, and why. Immutable and thread-safe.</summary>
public sealed class LintSuppression
{
    private readonly PathPattern? _pattern;

    internal LintSuppression(string id, string reason, PathPattern? pattern, string? sid, int? number, int index, SourceSpan span)
    {
        Id = id;
        Reason = reason;
        _pattern = pattern;
        Sid = sid;
        StatementNumber = number;
        Index = index;
        Span = span;
    }

    /// <summary>The id of the findings, such as <c>IAM0035</c>.</summary>
    public string Id { get; }

    /// <summary>Why they are to stay; never empty.</summary>
    public string Reason { get; }

    /// <summary>The files, as a pattern relative to the folder of the settings; <c>null</c> means all.</summary>
    public string? Files => _pattern?.Text;

    /// <summary>The Sid of the statements; <c>null</c> means all, or the one of <see cref="StatementNumber"/>.</summary>
    public string? Sid { get; }

    /// <summary>The 1-based number of the statement; <c>null</c> means all, or those of <see cref="Sid"/>.</summary>
    public int? StatementNumber { get; }

    /// <summary>Its place in the list of the settings, from 0 on.</summary>
    internal int Index { get; }

    /// <summary>The place of its id in the settings.</summary>
    internal SourceSpan Span { get; }

    /// <summary>The id, where it holds, and the reason.</summary>
    public override string ToString() =>
        $"{Id}{(Files is null ? "" : $" in {PrintableText.Line(Files)}")}{(Sid is null ? "" : $" of {PrintableText.Line(Sid)}")}{(StatementNumber is null ? "" : $" of statement {StatementNumber}")}: {PrintableText.Line(Reason)}";

    /// <summary>Whether it is about a file.</summary>
    /// <param name="path">The path relative to the folder of the settings, with slashes; <c>null</c> for a text that is in no file below it.</param>
    internal bool Concerns(string? path) => _pattern is null || (path is not null && _pattern.Matches(path));

    /// <summary>Whether it is about a statement.</summary>
    /// <param name="statement">The statement; <c>null</c> for a finding outside of all.</param>
    /// <param name="number">Its 1-based number.</param>
    internal bool Concerns(PolicyStatement? statement, int number) =>
        (Sid is null || string.Equals(Sid, statement?.Sid?.Text, StringComparison.Ordinal)) && (StatementNumber is null || (statement is not null && StatementNumber == number));
}
