using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Linting;

/// <summary>
/// Prefixes that AWS documents on several pages, one for each generation or part of a service. Where the same action stands on two of them the catalogue
/// has the resource types and keys of one, so that nothing can be concluded from what it lacks.
/// See the Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
/// </summary>
internal static class SplitServices
{
    private static readonly FrozenSet<string> Prefixes = new[]
    {
        "apigateway", "aws-marketplace", "elasticloadbalancing", "greengrass", "kinesisanalytics", "lex", "ses",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    public static bool Contains(string prefix) => Prefixes.Contains(prefix);
}
