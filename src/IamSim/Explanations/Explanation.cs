using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Diagnostics;

namespace IamSim.Explanations;

/// <summary>A decision and why: data, told as text by <see cref="ToString"/>. Immutable and thread-safe.</summary>
/// <remarks>Making one costs little more than the evaluation; details of statements, near misses and fixes are worked out when they are asked for.</remarks>
[DebuggerDisplay("{Decision}: {Request}")]
public sealed class Explanation
{
    private readonly ExplanationScope _scope;
    private NearMiss[]? _nearMisses;

    internal Explanation(ExplanationScope scope, AccessRequest request, Decision decision, ImmutableArray<CheckExplanation> checks, ImmutableArray<DerivedContextKey> derivedKeys)
    {
        _scope = scope;
        Request = request;
        Decision = decision;
        Checks = checks;
        DerivedKeys = derivedKeys;
    }

    /// <summary>The question.</summary>
    public AccessRequest Request { get; }

    /// <summary>The answer.</summary>
    public Decision Decision { get; }

    /// <summary>One entry for each resource, and one for each access point on the way.</summary>
    public ImmutableArray<CheckExplanation> Checks { get; }

    /// <summary>The context keys that policies asked for and that were derived, not stated, ordered by name.</summary>
    public ImmutableArray<DerivedContextKey> DerivedKeys { get; }

    /// <summary>For an implicit deny, the Allow statements of the layers that miss one, or of a resource policy that could have granted, closest first; otherwise none. See <see cref="NearMiss"/>.</summary>
    public ImmutableArray<NearMiss> NearMisses => ImmutableCollectionsMarshal.AsImmutableArray(RankedNearMisses);

    /// <summary>
    /// The smallest changes that would turn a deny into an allow, smallest first. Each one has been verified: it carries the changed policies
    /// and request, whose evaluation allows.
    /// </summary>
    /// <param name="maximum">How many to propose at most.</param>
    /// <returns>The fixes; none when the request is allowed, or when no change of policies or context keys can allow it.</returns>
    /// <remarks>
    /// Compiles and evaluates variations of the policy set, up to some hundreds for a small set and fewer for a large one: dear compared with
    /// an evaluation. A fix of more than twelve changes may contain one that is not needed.
    /// </remarks>
    public ImmutableArray<ProposedFix> ProposeFixes(int maximum = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        return Decision.IsAllowed || maximum == 0 ? [] : new FixFinder(this).Find(maximum);
    }

    /// <summary>The explanation as lines of text, without color.</summary>
    public override string ToString() => ExplanationText.Render(this, ExplanationTextOptions.Default);

    /// <summary>The explanation as lines of text.</summary>
    /// <param name="options">How to tell it.</param>
    public string ToText(ExplanationTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ExplanationText.Render(this, options);
    }

    /// <summary>The explanation as Markdown, for a comment on a pull request or a ticket.</summary>
    /// <param name="options">How to tell it; <c>null</c> means <see cref="ExplanationMarkdownOptions.Default"/>.</param>
    /// <remarks>Texts of policies and requests stand in code spans and fences, so that none of them renders as something else.</remarks>
    public string ToMarkdown(ExplanationMarkdownOptions? options = null) => ExplanationMarkdown.Render(this, options ?? ExplanationMarkdownOptions.Default);

    /// <summary>The explanation as JSON, in the form of docs/explanation-format.md.</summary>
    /// <param name="options">What to write; <c>null</c> means <see cref="ExplanationJsonOptions.Default"/>.</param>
    public string ToJson(ExplanationJsonOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        bool indented = options?.Indented == true;
        // It is data, not HTML: quotes and letters stay readable. Control characters are escaped all the same.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = PrintableText.JsonEncoder, Indented = indented, NewLine = "\n" }))
        {
            WriteJson(writer, options);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the explanation as one JSON object, in the form of docs/explanation-format.md.</summary>
    /// <param name="writer">Where to; a place where a value may stand.</param>
    /// <param name="options">What to write; <c>null</c> means <see cref="ExplanationJsonOptions.Default"/>.</param>
    public void WriteJson(Utf8JsonWriter writer, ExplanationJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new ExplanationJson(writer, this, options ?? ExplanationJsonOptions.Default).Write();
    }

    /// <summary>The sentence with which AWS would answer the request, such as <c>User: … is not authorized to perform: … because no identity-based policy allows the … action</c>; <c>null</c> when it is allowed.</summary>
    /// <remarks>
    /// It names one layer only, the first in the order of the enforcement flow, also where several stand in the way; see <see cref="Decision.BlockedBy"/> for all.
    /// docs/explanation-format.md says what of it is known and what assumed. Services may word it otherwise.
    /// See the IAM User Guide, "Troubleshoot access denied error messages".
    /// </remarks>
    public string? ToAccessDeniedMessage() => AccessDeniedMessage.Create(this);

    // A benign race: two threads may both rank the same statements.
    private NearMiss[] RankedNearMisses => _nearMisses ??= Decision.Kind == DecisionKind.ImplicitDeny ? NearMissRanking.Of(this) : [];

    internal ExplanationScope Scope => _scope;
}
