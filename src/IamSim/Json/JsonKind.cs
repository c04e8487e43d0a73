namespace IamSim.Json;

/// <summary>The kinds of JSON value.</summary>
internal enum JsonKind : byte
{
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}
