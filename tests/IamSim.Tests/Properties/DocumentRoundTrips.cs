using IamSim.Policies;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>Reading and writing lose nothing.</summary>
public sealed class DocumentRoundTrips
{
    [Fact]
    public void An_unchanged_document_writes_the_text_it_was_read_from() => RandomCases.Check(RandomQuestions.Lenient, 300, static question =>
        question.Documents().All(static pair => PolicyDocument.Parse(pair.Document.ToJson()).ToJson() == pair.Document.ToJson()) ? null : "the text changed");

    [Fact]
    public void Reading_what_was_written_is_identity() => RandomCases.Check(RandomQuestions.Lenient, 300, static question =>
    {
        foreach ((string place, PolicyDocument document) in question.Documents())
        {
            PolicyDocument again = PolicyDocument.Parse(document.ToCanonicalJson());
            if (again.ToCanonicalJson() != document.ToCanonicalJson() || Elements(again) != Elements(document))
            {
                return $"the {place} policy changed";
            }
        }

        return null;
    });

    [Fact]
    public void A_written_policy_decides_as_the_one_it_was_read_from() => RandomCases.Check(RandomQuestions.Strict, 300, static question =>
    {
        PolicySet set = question.Set;
        Question again = question with
        {
            Set = set with
            {
                Identity = [.. set.Identity.Select(Reread)],
                Resource = set.Resource is { } resource ? Reread(resource) : null,
                VpcEndpoint = set.VpcEndpoint is { } endpoint ? Reread(endpoint) : null,
            },
        };
        return again.AskEngine().Kind == question.AskEngine().Kind ? null : "the decision changed";
    });

    private static PolicyDocument Reread(PolicyDocument document) => PolicyDocument.Parse(document.ToCanonicalJson());

    /// <summary>Everything a document says, without the places where it says it.</summary>
    private static string Elements(PolicyDocument document) => string.Join('\n',
    [
        $"{document.Version?.Text} {document.Id?.Text} {document.StatementIsArray} {string.Join(',', document.UnknownElements.Select(static element => element.Name.Text))}",
        .. document.Statements.Select(static statement => string.Join(' ',
            statement.Sid?.Text, statement.Effect?.Text, Principals(statement.Principal), Principals(statement.NotPrincipal), Values(statement.Action), Values(statement.NotAction), Values(statement.Resource),
            Values(statement.NotResource), Tests(statement.Condition), string.Join(',', statement.UnknownElements.Select(static element => element.Name.Text)))),
    ]);

    private static string Values(PolicyElement? element) => element is null ? "-" : $"{element.IsArray}[{string.Join('|', element.Values.Select(static value => $"{value.Kind}:{value.Text}"))}]";

    private static string Principals(PrincipalElement? element) => element is null ? "-"
        : $"{element.Wildcard?.Text}{{{string.Join(';', element.Groups.Select(static group => $"{group.Kind.Text}={group.IsArray}[{string.Join('|', group.Values)}]"))}}}";

    private static string Tests(ConditionElement? condition) => condition is null ? "-"
        : string.Join(';', condition.Operators.Select(static op =>
            $"{op.Operator.Text}({string.Join(',', op.Keys.Select(static key => $"{key.Key.Text}={key.IsArray}[{string.Join('|', key.Values.Select(static value => $"{value.Kind}:{value.Text}"))}]"))})"));
}
