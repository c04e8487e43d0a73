namespace IamSim.ServiceData.Arns;

/// <summary>One step of a form of ARNs, or of what a policy writes as Resource.</summary>
internal readonly struct ArnSymbol
{
    private const char One = '\0';
    private const char Loop = '\u0001';

    private readonly char _character;
    private readonly bool _isClass;
    private readonly ArnReach _reach;

    private ArnSymbol(char character, bool isClass, ArnReach reach)
    {
        _character = character;
        _isClass = isClass;
        _reach = reach;
    }

    /// <summary>Whether it takes any number of characters, also none.</summary>
    public bool IsLoop => _isClass && _character == Loop;

    public static ArnSymbol Literal(char character) => new(character, isClass: false, ArnReach.Name);

    /// <summary>Exactly one character.</summary>
    public static ArnSymbol OneOf(ArnReach reach) => new(One, isClass: true, reach);

    /// <summary>Any number of characters.</summary>
    public static ArnSymbol AnyOf(ArnReach reach) => new(Loop, isClass: true, reach);

    /// <summary>The one character that it stands for; <c>null</c> when it stands for several.</summary>
    public char? Character => _isClass ? null : _character;

    /// <summary>Whether it stands for a colon among other characters.</summary>
    public bool MayBeColon => _isClass && Takes(_reach, ':');

    public bool IsLiteral(char character) => !_isClass && _character == character;

    /// <summary>Whether a character exists that both take.</summary>
    public bool Meets(ArnSymbol other) =>
        _isClass
            ? other._isClass || Takes(_reach, other._character)
            : other._isClass ? Takes(other._reach, _character) : _character == other._character;

    private static bool Takes(ArnReach reach, char character) => character switch
    {
        ':' => reach is ArnReach.Label or ArnReach.Free,
        '/' => reach is ArnReach.Path or ArnReach.Free,
        _ => true,
    };
}
