using System.Reflection.Metadata;

namespace IamSim.Testing;

/// <summary>What a method called by a test takes and returns, and what it means to a sentence.</summary>
/// <param name="Kind">What it is to a sentence.</param>
/// <param name="Parameters">How many parameters it has, without the instance.</param>
/// <param name="HasThis">Whether it is called on an instance.</param>
/// <param name="Returns">Whether it returns a value.</param>
internal readonly record struct CalledMethod(CalledMethodKind Kind, int Parameters, bool HasThis, bool Returns)
{
    /// <summary>Reads a method.</summary>
    /// <exception cref="BadImageFormatException">The handle is none of a method.</exception>
    public static CalledMethod Read(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                return Read(metadata.GetBlobReader(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Signature), CalledMethodKind.Other);
            case HandleKind.MethodSpecification:
                return Read(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                return Read(metadata.GetBlobReader(member.Signature), KindOf(metadata, member));
            default:
                throw new BadImageFormatException($"expected a method, found {handle.Kind}");
        }
    }

    /// <summary>Whether the method of a signature returns a value.</summary>
    public static bool ReturnsValue(BlobReader signature) => Read(signature, CalledMethodKind.Other).Returns;

    // ECMA-335 II.23.2.1
    private static CalledMethod Read(BlobReader signature, CalledMethodKind kind)
    {
        SignatureHeader header = signature.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        int parameters = signature.ReadCompressedInteger();
        SignatureTypeCode type = signature.ReadSignatureTypeCode();
        while (type is SignatureTypeCode.OptionalModifier or SignatureTypeCode.RequiredModifier)
        {
            signature.ReadTypeHandle();
            type = signature.ReadSignatureTypeCode();
        }

        return new CalledMethod(kind, parameters, header.IsInstance, type != SignatureTypeCode.Void);
    }

    private static CalledMethodKind KindOf(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference)
        {
            return CalledMethodKind.Other;
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        if (!metadata.StringComparer.Equals(type.Namespace, "IamSim.Testing"))
        {
            return CalledMethodKind.Other;
        }

        return metadata.GetString(type.Name) switch
        {
            nameof(TestedPrincipal) when metadata.StringComparer.Equals(member.Name, nameof(TestedPrincipal.Should)) => CalledMethodKind.Should,
            nameof(PrincipalAssertions) or nameof(PolicyExpectation) => CalledMethodKind.Step,
            _ => CalledMethodKind.Other,
        };
    }
}

/// <summary>What a call is to a sentence.</summary>
internal enum CalledMethodKind
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>Its beginning.</summary>
    Should,

    /// <summary>A step of it.</summary>
    Step,
}
