using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Testing.Suites;

/// <summary>Makes the cases of rows, and counts them. Not thread-safe.</summary>
internal sealed class RowExpansion(SuiteResources resources, CatalogActions catalog, TestTexts texts, CaseBudget budget, DiagnosticBag findings)
{
    private static readonly JsonNode?[] NoTarget = [null];

    /// <summary>Makes the cases of one entry of actions.</summary>
    /// <param name="entry">The entry with its parameters filled in.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="span">The span of the entry there.</param>
    /// <param name="targets">The texts of its resources; <c>null</c> for <c>*</c>.</param>
    /// <param name="expected">What is meant.</param>
    /// <param name="scope">What the cases share.</param>
    /// <returns>The row; <c>null</c>, with a finding, when it has an error.</returns>
    public PolicyTestRow? Expand(string entry, JsonNode at, SourceSpan span, IReadOnlyList<JsonNode?>? targets, ExpectedDecision expected, RowScope scope)
    {
        if (ActionsOf(entry, at, span) is not { } actions)
        {
            return null;
        }

        bool isPattern = entry.AsSpan().ContainsAny('*', '?');
        var pairs = new List<Pair>();
        foreach (JsonNode? target in targets ?? NoTarget)
        {
            int before = pairs.Count;
            string text = target is { } node ? texts.Fill(node.Text, node) : "*";
            Place place = target is { } stated ? new Place(stated.Source, stated.Span) : new Place(at.Source, span);
            if (!AddPairs(entry, actions, isPattern, text, place, pairs))
            {
                return null;
            }

            if (pairs.Count > CaseBudget.MaximumCases)
            {
                break;
            }

            if (pairs.Count == before)
            {
                findings.Add(PolicyTestDiagnostics.UnknownResource, place.Source, place.Span, $"no action that {JsonNode.Quote(entry)} covers has resources like {JsonNode.Quote(text)}", "name another resource, or * for actions without resources");
                return null;
            }
        }

        if (!budget.Take((long)pairs.Count * scope.Principals.Length))
        {
            findings.Add(PolicyTestDiagnostics.TooLarge, at.Source, span, $"the suite stands for more than {CaseBudget.MaximumCases} cases, here with {JsonNode.Quote(entry)}", "write narrower entries, or several suites");
            return null;
        }

        LinePosition position = at.Source.GetPosition(span.Start);
        var row = new SourcePlace(at.Source.Name, position.Line, position.Column);
        return new PolicyTestRow(expected, entry, scope.ContextName, row, CasesOf(pairs, expected, scope, row));
    }

    private IReadOnlyList<ActionName>? ActionsOf(string entry, JsonNode at, SourceSpan span)
    {
        if (entry.AsSpan().ContainsAny('*', '?'))
        {
            IReadOnlyList<ActionName> covered = catalog.Expand(entry);
            if (covered.Count > 0)
            {
                return covered;
            }

            findings.Add(PolicyTestDiagnostics.NoSuchActions, at.Source, span, $"{JsonNode.Quote(entry)} covers no action that AWS lists", catalog.Suggest(entry));
            return null;
        }

        if (!ActionName.TryParse(entry, out ActionName action))
        {
            findings.Add(PolicyTestDiagnostics.InvalidMember, at.Source, span, $"{JsonNode.Quote(entry)} is no action: expected service:Name or an entry with wildcards", catalog.Suggest(entry));
            return null;
        }

        if (catalog.Services.FindAction(entry) is null)
        {
            findings.Add(PolicyTestDiagnostics.UnknownAction, at.Source, span, $"AWS lists no action {JsonNode.Quote(entry)}: it is tested all the same", catalog.Suggest(entry));
        }

        return [action];
    }

    private bool AddPairs(string entry, IReadOnlyList<ActionName> actions, bool isPattern, string text, Place place, List<Pair> pairs)
    {
        List<string> arns = Resolve(actions, text, out string? fault);
        if (arns.Count == 0)
        {
            findings.Add(PolicyTestDiagnostics.UnknownResource, place.Source, place.Span, fault!);
            return false;
        }

        foreach (string arn in arns)
        {
            if (arn == "*")
            {
                pairs.AddRange(actions.Select(static action => new Pair(action, "*", null)));
            }
            else if (isPattern)
            {
                AddCovered(entry, arn, pairs);
            }
            else
            {
                AddExact(actions[0], arn, place, pairs);
            }
        }

        return true;
    }

    // A name is that of other resources in other services; an ARN is the same for all.
    private List<string> Resolve(IReadOnlyList<ActionName> actions, string text, out string? fault)
    {
        fault = null;
        if (text == "*" || Arn.TryParse(text, out _))
        {
            return [text];
        }

        var arns = new List<string>();
        foreach (ActionName action in actions.DistinctBy(static action => action.Service, StringComparer.Ordinal))
        {
            if (resources.Resolve(text, action, out string? reason) is not { } arn)
            {
                fault = reason;
            }
            else if (!arns.Contains(arn, StringComparer.Ordinal))
            {
                arns.Add(arn);
            }
        }

        return arns;
    }

    private void AddCovered(string entry, string arn, List<Pair> pairs)
    {
        if (!SuiteResources.IsPattern(arn))
        {
            pairs.AddRange(catalog.Expand(entry, arn).Select(action => new Pair(action, arn, null)));
            return;
        }

        foreach (string known in resources.Known(arn))
        {
            if (pairs.Count > CaseBudget.MaximumCases)
            {
                return;
            }

            pairs.AddRange(catalog.Expand(entry, known).Select(action => new Pair(action, known, null)));
        }

        pairs.AddRange(catalog.Expand(entry, arn).Select(action => new Pair(action, null, arn)));
    }

    private void AddExact(ActionName action, string arn, Place place, List<Pair> pairs)
    {
        ServiceData.ActionDefinition? known = catalog.Services.FindAction(action.Text);
        bool isPattern = SuiteResources.IsPattern(arn);
        pairs.AddRange(resources.Known(isPattern ? arn : "").Where(one => known is null || catalog.Takes(action, one)).Select(one => new Pair(action, one, null)));
        pairs.Add(isPattern ? new Pair(action, null, arn) : new Pair(action, arn, null));
        if (known is not null && !catalog.Takes(action, arn))
        {
            ReportUnfit(known, arn, place);
        }
    }

    private void ReportUnfit(ServiceData.ActionDefinition action, string arn, Place place)
    {
        string expected = action.IsResourceLess
            ? "it is an action without resources: write *"
            : $"expected {string.Join(" or ", action.ResourceTypes.SelectMany(static type => type.ResourceType.ArnPatterns).Distinct(StringComparer.Ordinal).Take(3))}";
        findings.Add(PolicyTestDiagnostics.UnfitResource, place.Source, place.Span, $"{action.FullName} has no resources like {JsonNode.Quote(arn)}: {expected}", "no request is like this one, whatever it is answered with");
    }

    private static ImmutableArray<PolicyTestCase> CasesOf(List<Pair> pairs, ExpectedDecision expected, RowScope scope, SourcePlace place)
    {
        var cases = ImmutableArray.CreateBuilder<PolicyTestCase>(pairs.Count * scope.Principals.Length);
        foreach (Principal principal in scope.Principals)
        {
            // An example may be one of those that are there.
            var seen = new HashSet<(ActionName, string)>();
            foreach (Pair pair in pairs)
            {
                string resource = pair.Resource ?? SuiteResources.Example(pair.Pattern!, principal);
                if (seen.Add((pair.Action, resource)))
                {
                    cases.Add(new PolicyTestCase(principal, pair.Action, resource, expected) { Conditions = scope.Conditions, TestName = scope.TestName, ContextName = scope.ContextName, Tags = scope.Tags, Place = place, Without = scope.Without });
                }
            }
        }

        return cases.ToImmutable();
    }

    private readonly record struct Pair(ActionName Action, string? Resource, string? Pattern);

    private readonly record struct Place(SourceText Source, SourceSpan Span);
}
