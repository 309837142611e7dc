using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Payments;

/// <summary>How long money takes, and what is stuck.</summary>
[Authorize(Policies.Everyone)]
internal sealed class DelaysModel(DocumentScreen screen) : TabbedPageModel(screen, PaymentTabs.All, "/payments/delays");
