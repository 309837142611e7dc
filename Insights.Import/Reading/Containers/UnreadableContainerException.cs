namespace Insights.Import.Reading.Containers;

/// <summary>An archive or workbook that cannot be read, or must not be; the message is for a person and says what to do.</summary>
internal sealed class UnreadableContainerException(string message, Exception? cause = null) : IOException(message, cause);
