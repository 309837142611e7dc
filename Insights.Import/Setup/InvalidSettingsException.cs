namespace Insights.Import;

/// <summary>A document of settings or of a mapping that cannot be used; the message is for a person and names the property.</summary>
/// <param name="property">Where, from the document's root: <c>vendor.patterns[1].match</c>; empty for the document as a whole.</param>
public sealed class InvalidSettingsException(string property, string reason) : Exception(property.Length == 0 ? reason : $"{property}: {reason}")
{
    public string Property { get; } = property;
}
