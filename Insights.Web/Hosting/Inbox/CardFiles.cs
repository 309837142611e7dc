namespace Insights.Web.Hosting.Inbox;

/// <summary>What happens to an imported inbox file in which card numbers were found. It is never archived.</summary>
public enum CardFiles
{
    /// <summary>The file is deleted; a receipt stays.</summary>
    Delete,

    /// <summary>The file is set aside, readable by its owner only, for somebody to decide.</summary>
    Quarantine,
}
