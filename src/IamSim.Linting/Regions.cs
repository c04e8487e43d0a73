using System.Collections.Frozen;

namespace IamSim.Linting;

/// <summary>Which texts are codes of AWS Regions. New Regions follow the pattern of the old ones, so any number is taken.</summary>
internal static class Regions
{
    private static readonly FrozenSet<string> Areas = new[]
    {
        "af", "ap", "ca", "cn", "eu", "eu-isoe", "eusc", "il", "me", "mx", "sa", "us", "us-gov", "us-iso", "us-isob", "us-isof",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Directions = new[]
    {
        "central", "east", "north", "northeast", "northwest", "south", "southeast", "southwest", "west", "de-east",
    }.ToFrozenSet(StringComparer.Ordinal);

    // For suggestions.
    private static readonly string[] Known =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
        "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1",
        "ca-west-1", "cn-north-1", "cn-northwest-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
        "eusc-de-east-1", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-gov-east-1", "us-gov-west-1",
    ];

    public static IReadOnlyList<string> Names => Known;

    /// <summary>Whether a text is the code of a Region, or could be that of one to come. <c>aws-global</c> is what global services use.</summary>
    public static bool IsRegion(string text)
    {
        int last = text.LastIndexOf('-');
        if (text == "aws-global" || last <= 0)
        {
            return text == "aws-global";
        }

        ReadOnlySpan<char> number = text.AsSpan(last + 1);
        if (number.Length is 0 or > 2 || number.ContainsAnyExceptInRange('0', '9') || number[0] == '0')
        {
            return false;
        }

        string place = text[..last];
        foreach (string direction in Directions)
        {
            if (place.Length > direction.Length + 1 && place.EndsWith(direction, StringComparison.Ordinal) && place[^(direction.Length + 1)] == '-' && Areas.Contains(place[..^(direction.Length + 1)]))
            {
                return true;
            }
        }

        return false;
    }
}
