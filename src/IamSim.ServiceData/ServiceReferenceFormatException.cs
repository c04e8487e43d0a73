namespace IamSim.ServiceData;

/// <summary>A file or stream does not hold a catalog of services that this version can read. The message says what was found and what was expected.</summary>
public sealed class ServiceReferenceFormatException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public ServiceReferenceFormatException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was found and what was expected.</param>
    public ServiceReferenceFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What was found and what was expected.</param>
    /// <param name="innerException">What went wrong beneath.</param>
    public ServiceReferenceFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ServiceReferenceFormatException(string? path, string message, Exception? innerException = null)
        : base(path is null ? message : $"{path}: {message}", innerException) => Path = path;

    /// <summary>The file; <c>null</c> when the catalog came from a stream.</summary>
    public string? Path { get; }
}
