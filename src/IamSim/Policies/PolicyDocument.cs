using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Policies;

/// <summary>A policy as it was written: every element with its place, nothing lost. Immutable and thread-safe.</summary>
/// <remarks>
/// A document says what stands in the text, not whether AWS would accept it: that is the compiler's work.
/// See the IAM User Guide, "Grammar of the IAM JSON policy language" (GRAM-1 to GRAM-37).
/// </remarks>
public sealed record PolicyDocument
{
    /// <summary>Levels of nesting a document may have. The grammar needs seven.</summary>
    internal const int MaximumDepth = 16;

    internal PolicyDocument(SourceText source, SourceSpan span, ImmutableArray<PolicyStatement> statements)
    {
        Source = source;
        Span = span;
        Statements = statements;
        OriginalStatements = statements;
    }

    /// <summary>The text that the spans point into.</summary>
    public SourceText Source { get; }

    /// <summary>The place of the document in <see cref="Source"/>; the whole text unless it was part of a larger one.</summary>
    public SourceSpan Span { get; }

    /// <summary>A name for explanations; <c>null</c> means that of the source.</summary>
    public string? Name { get; init; }

    /// <summary>The Version element; <c>null</c> when missing, which means 2008-10-17 (GRAM-3).</summary>
    public PolicyValue? Version { get; init; }

    /// <summary>The Id element; <c>null</c> when missing.</summary>
    public PolicyValue? Id { get; init; }

    /// <summary>The statements in order. A changed list makes <see cref="ToJson"/> write the document anew.</summary>
    public ImmutableArray<PolicyStatement> Statements { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>Whether Statement was written as an array; a single statement need not be.</summary>
    public bool StatementIsArray { get; init; }

    /// <summary>Members that the grammar does not know.</summary>
    public ImmutableArray<UnknownElement> UnknownElements { get; init; } = [];

    private ImmutableArray<PolicyStatement> OriginalStatements { get; init; }

    private PolicyValue? OriginalVersion { get; init; }

    private PolicyValue? OriginalId { get; init; }

    private bool OriginalStatementIsArray { get; init; }

    private ImmutableArray<UnknownElement> OriginalUnknownElements { get; init; }

    /// <summary>Reads a policy document. Linear in the length of the text.</summary>
    /// <param name="json">The JSON text; one leading byte order mark is accepted.</param>
    /// <param name="name">The name shown in messages, usually the file's path; <c>null</c> for none.</param>
    /// <exception cref="PolicyParseException">The text is not JSON or not shaped like a policy; carries all findings.</exception>
    public static PolicyDocument Parse(string json, string? name = null) =>
        TryParse(json, name, out PolicyDocument? document, out IReadOnlyList<Diagnostic> diagnostics)
            ? document
            : throw new PolicyParseException(diagnostics);

    /// <summary>Reads a policy document without throwing. Linear in the length of the text.</summary>
    /// <param name="json">The JSON text; any .NET string.</param>
    /// <param name="name">The name shown in messages; <c>null</c> for none.</param>
    /// <param name="document">The document, or <c>null</c> when there was an error.</param>
    /// <param name="diagnostics">All findings; at most 200 are kept.</param>
    public static bool TryParse(string json, string? name, [NotNullWhen(true)] out PolicyDocument? document, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(new SourceText(json, name), out document, out diagnostics);
    }

    /// <summary>Reads a policy document that was cut out of a larger file, without throwing. Linear in the length of the text.</summary>
    /// <param name="source">The JSON text with its name and the number of its first line; blanks in front of the document are allowed.</param>
    /// <param name="document">The document, or <c>null</c> when there was an error.</param>
    /// <param name="diagnostics">All findings; at most 200 are kept.</param>
    public static bool TryParse(SourceText source, [NotNullWhen(true)] out PolicyDocument? document, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bag = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, MaximumDepth, bag);
        document = tree is null ? null : PolicyParser.Parse(tree.Root, bag);
        tree?.Release();
        document = bag.HasErrors ? null : document;
        diagnostics = bag.ToList();
        return document is not null;
    }

    /// <summary>The document as JSON: character for character the text it was parsed from unless it was changed.</summary>
    public string ToJson() => IsUnchanged ? Source.Slice(Span).ToString() : ToCanonicalJson();

    /// <summary>The document as indented JSON written from its elements; parsing it gives the same elements.</summary>
    public string ToCanonicalJson() => PolicyWriter.Write(this);

    /// <summary>The name of the document, or of its source.</summary>
    public override string ToString() => Name ?? Source.Name ?? "<policy>";

    internal bool IsUnchanged => Statements == OriginalStatements && Version == OriginalVersion && Id == OriginalId
        && StatementIsArray == OriginalStatementIsArray && UnknownElements == OriginalUnknownElements;

    internal static PolicyDocument Create(SourceText source, SourceSpan span, PolicyValue? version, PolicyValue? id, ImmutableArray<PolicyStatement> statements, bool isArray, ImmutableArray<UnknownElement> unknown) => new(source, span, statements)
    {
        Version = version,
        Id = id,
        OriginalVersion = version,
        OriginalId = id,
        StatementIsArray = isArray,
        OriginalStatementIsArray = isArray,
        UnknownElements = unknown,
        OriginalUnknownElements = unknown,
    };
}
