namespace IamSim.ServiceData;

/// <summary>What one value of a condition key holds; it decides which family of condition operators fits.</summary>
/// <remarks>See the IAM User Guide, "IAM JSON policy elements: Condition operators".</remarks>
public enum ConditionKeyType : byte
{
    /// <summary>The catalog does not say.</summary>
    Unknown = 0,

    /// <summary>Text, for the operators whose names begin with <c>String</c>.</summary>
    String = 1,

    /// <summary>A number, for <c>Numeric…</c>.</summary>
    Numeric = 2,

    /// <summary>A date and time, for <c>Date…</c>.</summary>
    Date = 3,

    /// <summary>True or false, for <c>Bool</c>.</summary>
    Bool = 4,

    /// <summary>An IPv4 or IPv6 address, for <c>IpAddress</c> and <c>NotIpAddress</c>.</summary>
    IPAddress = 5,

    /// <summary>An Amazon Resource Name, for <c>Arn…</c>.</summary>
    Arn = 6,

    /// <summary>Bytes in base64, for <c>BinaryEquals</c>.</summary>
    Binary = 7,
}
