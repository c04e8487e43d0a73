using System.CommandLine.Parsing;
using System.Globalization;

namespace IamSim.Tool;

/// <summary>Refuses numbers that an option cannot have.</summary>
internal static class OptionBounds
{
    /// <summary>Refuses a number below a bound.</summary>
    public static void RefuseBelow(OptionResult result, long least)
    {
        if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out long value) && value < least)
        {
            result.AddError($"{result.Option.Name} {value}: expected {least} or more");
        }
    }
}
