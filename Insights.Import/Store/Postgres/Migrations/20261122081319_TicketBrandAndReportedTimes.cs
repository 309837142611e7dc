using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class TicketBrandAndReportedTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "brand",
                schema: "reporting",
                table: "tickets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hold_reason",
                schema: "reporting",
                table: "tickets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_agent_wait_business_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_agent_wait_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_first_reply_business_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_first_resolution_business_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_first_resolution_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_full_resolution_business_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_on_hold_business_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_on_hold_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_reopens",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_replies",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_requester_wait_business_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reported_requester_wait_seconds",
                schema: "reporting",
                table: "tickets",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "brand",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "hold_reason",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_agent_wait_business_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_agent_wait_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_first_reply_business_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_first_resolution_business_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_first_resolution_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_full_resolution_business_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_on_hold_business_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_on_hold_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_reopens",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_replies",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_requester_wait_business_seconds",
                schema: "reporting",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "reported_requester_wait_seconds",
                schema: "reporting",
                table: "tickets");
        }
    }
}
