namespace IamSim.Tool.Validation;

/// <summary>Prints validated files as they come.</summary>
internal interface IValidationPrinter : IDisposable
{
    public void Print(ValidatedFile file, bool passes);

    public void Finish(ValidationTally tally);
}
