namespace IamSim.Linting;

/// <summary>One thing to look for. Rules have no state; each is a line of <see cref="LintRules"/>.</summary>
internal interface ILintRule
{
    /// <summary>Looks at a policy that has the shape of one; what else is wrong with it the validator has told.</summary>
    public void Check(LintedPolicy policy, LintReporter reporter);
}
