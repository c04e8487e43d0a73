using System.Globalization;

namespace IamSim.Environments;

/// <summary>How much work folding saved: principals that no policy tells apart are decided once, and so are actions. Immutable.</summary>
/// <param name="Cells">How many answers the matrix holds.</param>
/// <param name="EvaluatedCells">How many of them the engine decided.</param>
/// <param name="PrincipalClasses">How many classes the principals fall into.</param>
/// <param name="ActionClasses">How many classes the actions fall into.</param>
public sealed record AccessMatrixFolding(long Cells, long EvaluatedCells, int PrincipalClasses, int ActionClasses)
{
    /// <summary>How many answers each decision gave; 1 for an empty matrix.</summary>
    public double Factor => EvaluatedCells == 0 ? 1 : (double)Cells / EvaluatedCells;

    /// <summary>The figures in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Cells:N0} cells from {EvaluatedCells:N0} decisions ({PrincipalClasses:N0} classes of principals, {ActionClasses:N0} classes of actions): folding factor {Factor:N1}");
}
